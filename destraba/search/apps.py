from django.apps import AppConfig


class SearchConfig(AppConfig):
    name = "destraba.search"
    label = "search"
