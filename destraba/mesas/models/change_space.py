from django.db import models

from destraba.kit.vocabulary import Room
from destraba.people.models import Person
from destraba.trail.models import Sourced

from .problem import Problem


class ChangeSpace(Sourced):
    """How much room there is to change a problem: authority, acceptance, ability (AAA).

    The room is where the three meet; each says why (Andrews, Pritchett and Woolcock,
    «Building State Capability», 2017). The one assessed last holds; those before it stay.
    """

    problem = models.ForeignKey(Problem, on_delete=models.CASCADE, related_name="change_spaces")
    authority = models.CharField(max_length=6, choices=Room, blank=True)
    authority_why = models.TextField(blank=True)
    acceptance = models.CharField(max_length=6, choices=Room, blank=True)
    acceptance_why = models.TextField(blank=True)
    ability = models.CharField(max_length=6, choices=Room, blank=True)
    ability_why = models.TextField(blank=True)
    assessed_on = models.DateField(null=True)
    assessed_by = models.ForeignKey(
        Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return " · ".join(
            [
                self.get_authority_display(),
                self.get_acceptance_display(),
                self.get_ability_display(),
            ]
        )
