from django.apps import AppConfig


class PeopleConfig(AppConfig):
    name = "destraba.people"
    label = "people"
