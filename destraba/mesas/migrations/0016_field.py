from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("mesas", "0015_guidelines")]

    operations = []
