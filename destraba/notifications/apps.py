from django.apps import AppConfig


class NotificationsConfig(AppConfig):
    name = "destraba.notifications"
    label = "notifications"
