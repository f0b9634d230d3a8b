"""All subjects with their weights: how often each is drawn."""
from . import animals, antiquity, balls, bridges, buildings, forest, houses, machines, mountains, pencils, people
from . import sea, skulls, skylines, still_life, streets, wild

SUBJECTS = {
    mountains.mountain_range: 2.6, mountains.snowy_village: 1.8, forest.forest: 2.6, forest.meadow: 0.8,
    sea.sunset: 2.2, sea.calm_sea: 1.2, sea.stormy_sea: 0.6, sea.ship_in_storm: 2.0, sea.ship: 1.5,
    wild.desert: 1.0, wild.waterfall: 2.0, wild.coast: 1.6, wild.campfire: 1.8,
    antiquity.ancient_city: 2.2, skylines.skyline: 1.5, streets.street_by_day: 1.0, streets.street_at_night: 2.2,
    streets.cyberpunk: 2.4,
    buildings.tower: 1.5, houses.house: 1.5, buildings.castle: 1.3, buildings.lighthouse: 1.2,
    bridges.bridge: 1.2, bridges.palace: 1.0, houses.windmill: 0.6,
    people.face: 2.4, people.woman: 2.4, people.man: 2.2, people.old_man: 1.8, people.in_hat: 3.0,
    people.in_glasses: 2.4, people.barista: 1.8,
    animals.cat: 1.5, animals.cat_on_windowsill: 2.2, animals.dog: 1.8,
    machines.robot: 1.2, machines.goalkeeper: 2.4, machines.rocket: 2.2,
    pencils.pencil: 2.0, balls.ball: 1.5, skulls.skull: 2.0, still_life.still_life: 2.0,
}
