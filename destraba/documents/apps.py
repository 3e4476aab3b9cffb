from django.apps import AppConfig


class DocumentsConfig(AppConfig):
    name = "destraba.documents"
    label = "documents"
