from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("mesas", "0014_referrals")]

    operations = []
