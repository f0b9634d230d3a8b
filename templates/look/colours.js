// Light or dark: as the system has it until the reader chooses; the choice is kept for all reports of this place.

/** The choices in the order of the button, with their signs and the value of color-scheme. */
const schemes = [["", "◐", "as the system has them"], ["light", "☀", "light"], ["dark", "☾", "dark"]];

const chosenScheme = () => schemes.find(([value]) => value === document.documentElement.style.colorScheme) ?? schemes[0];

/** Takes the next choice; the head of every page reads it before anything is drawn. */
function changeColours(event) {
  const next = schemes[(schemes.indexOf(chosenScheme()) + 1) % schemes.length];
  document.documentElement.style.colorScheme = next[0];
  try {
    if (next[0]) localStorage.setItem("report-colours", next[0]);
    else localStorage.removeItem("report-colours");
  } catch {
    // Then only this page has it.
  }
  nameColours(event.currentTarget);
}

function nameColours(element) {
  const [, sign, name] = chosenScheme();
  element.textContent = sign;
  element.title = `Colours: ${name}`;
  element.setAttribute("aria-label", element.title);
}

/** The button beside the search. */
function placeColours() {
  const element = make("button", { type: "button", class: "look-open look-colours", click: changeColours,
    ...(isEnglish ? {} : { lang: "en" }) });
  nameColours(element);
  placeOnTop(element);
}
