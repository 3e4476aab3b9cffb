from django.apps import AppConfig


class TrailConfig(AppConfig):
    name = "destraba.trail"
    label = "trail"
