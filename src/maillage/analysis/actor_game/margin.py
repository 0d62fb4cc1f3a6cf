"""Is this actor clearly above or below the mean, or too near it to be put on one side?"""

from maillage.analysis.actor_game.influences import Quadrant

MARGIN = 0.1


def is_near_mean(value: float, mean: float) -> bool:
    """Whether a value is within a tenth of the mean, on either side; never when the mean is 0.

    The margin is ours, not a published method: one influence noted a level higher should not
    be enough to move an actor to another zone.

    En clair : « Trop près de la moyenne pour dire de quel côté. »

    >>> [is_near_mean(value, 10) for value in (8.9, 9, 10, 11, 11.1)]
    [False, True, True, True, False]
    >>> is_near_mean(0, 0)
    False
    """
    return mean > 0 and abs(value - mean) <= MARGIN * mean + 1e-9


def possible_quadrants(influence: float, dependence: float, mean: float) -> tuple[Quadrant, ...]:
    """The quadrants in which an actor may be, given the margin: one, two or all four.

    En clair : « Entre deux zones : ne concluez pas. »

    >>> [one.value for one in possible_quadrants(20, 2, 10)]
    ['dominant']
    >>> [one.value for one in possible_quadrants(10.5, 2, 10)]
    ['dominant', 'autonome']
    >>> len(possible_quadrants(10, 10, 10)), possible_quadrants(0, 0, 0)[0].value
    (4, 'autonome')
    """
    return tuple(
        QUADRANTS[weighs, depends]
        for weighs in _sides(influence, mean)
        for depends in _sides(dependence, mean)
    )


QUADRANTS = {
    (True, False): Quadrant.DOMINANT,
    (True, True): Quadrant.RELAY,
    (False, False): Quadrant.AUTONOMOUS,
    (False, True): Quadrant.DOMINATED,
}


def _sides(value: float, mean: float) -> tuple[bool, ...]:
    return (True, False) if is_near_mean(value, mean) else (value > mean,)
