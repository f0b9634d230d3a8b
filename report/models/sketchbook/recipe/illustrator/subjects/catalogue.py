"""All subjects with their weights: how often each is drawn."""
from . import forest, mountains, people, sea, wild

SUBJECTS = {
    mountains.mountain_range: 3.0, mountains.snowy_village: 1.6, forest.forest: 3.0, forest.meadow: 1.2,
    sea.sunset: 2.2, sea.calm_sea: 1.5, sea.stormy_sea: 0.8, sea.ship_in_storm: 1.8, sea.ship: 1.5,
    people.face: 2.2, people.woman: 2.6, people.man: 2.2, people.old_man: 1.8, people.in_hat: 3.0, people.in_glasses: 2.4,
    people.barista: 1.6,
    wild.desert: 1.2, wild.waterfall: 2.0, wild.coast: 1.6, wild.campfire: 1.8,
}
