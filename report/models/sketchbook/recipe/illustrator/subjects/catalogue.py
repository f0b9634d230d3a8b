"""All subjects with their weights: how often each is drawn."""
from . import animals, buildings, cities, forest, machines, mountains, objects, people, sea, wild

SUBJECTS = {
    mountains.mountain_range: 2.6, mountains.snowy_village: 1.8, forest.forest: 2.6, forest.meadow: 0.8,
    sea.sunset: 2.2, sea.calm_sea: 1.2, sea.stormy_sea: 0.6, sea.ship_in_storm: 2.0, sea.ship: 1.5,
    wild.desert: 1.0, wild.waterfall: 2.0, wild.coast: 1.6, wild.campfire: 1.8,
    cities.ancient_city: 2.2, cities.skyline: 1.5, cities.street_by_day: 1.0, cities.street_at_night: 2.2,
    cities.cyberpunk: 2.4,
    buildings.tower: 1.5, buildings.house: 1.5, buildings.castle: 1.3, buildings.lighthouse: 1.2,
    buildings.bridge: 1.2, buildings.palace: 1.0, buildings.windmill: 0.6,
    people.face: 2.4, people.woman: 2.4, people.man: 2.2, people.old_man: 1.8, people.in_hat: 3.0,
    people.in_glasses: 2.4, people.barista: 1.8,
    animals.cat: 1.5, animals.cat_on_windowsill: 2.2, animals.dog: 1.8,
    machines.robot: 1.2, machines.goalkeeper: 2.4, machines.rocket: 2.2,
    objects.pencil: 2.0, objects.ball: 1.5, objects.skull: 2.0, objects.still_life: 2.0,
}
