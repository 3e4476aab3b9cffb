"""The demo's days are told as «so many from today»; what people do falls on working days."""

import datetime
from collections import Counter
from zoneinfo import ZoneInfo

SATURDAY, SUNDAY = 5, 6
MORNING = datetime.time(9, 0)
MINUTE = datetime.timedelta(minutes=1)


class Calendar:
    def __init__(self, today, zone):
        self.today = today
        self.zone = ZoneInfo(zone)
        self.busy = Counter()

    def day(self, offset):
        """The working day so many days from today: the past snaps back, the future on."""
        return working_day(self.today + datetime.timedelta(days=offset), forward=offset > 0)

    def beat(self, offset, *, anchor):
        """A day of a mesa: always as far from its anchor, so that its weekday stays."""
        distance = datetime.timedelta(days=offset - anchor)
        return working_day(self.day(anchor) + distance, forward=False)

    def before(self, day, days):
        """The working day so many days before another."""
        return working_day(day - datetime.timedelta(days=days), forward=False)

    def at(self, day, time=MORNING):
        return datetime.datetime.combine(day, time, tzinfo=self.zone)

    def moment(self, day):
        """Some hour of that day, later than what was told of that day before."""
        begun = self.at(day) + day.toordinal() * 53 % 180 * MINUTE
        self.busy[day] += 1
        return begun + (self.busy[day] - 1) * 4 * MINUTE


def working_day(day, *, forward):
    if day.weekday() == SATURDAY:
        return day + datetime.timedelta(days=2 if forward else -1)
    if day.weekday() == SUNDAY:
        return day + datetime.timedelta(days=1 if forward else -2)
    return day


def clock(text):
    """«9:30» as a time of day."""
    hour, minute = text.split(":")
    return datetime.time(int(hour), int(minute))
