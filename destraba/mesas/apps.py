from django.apps import AppConfig


class MesasConfig(AppConfig):
    name = "destraba.mesas"
    label = "mesas"
