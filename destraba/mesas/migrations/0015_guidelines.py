import destraba.kit.ref
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('mesas', '0014_referrals'),
        ('people', '0003_terms_in_order'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AlterField(
            model_name='turn',
            name='kind',
            field=models.CharField(choices=[('warned', 'se avisó a las partes'), ('raised', 'subió'), ('sent', 'se envió la ayuda memoria'), ('received', 'fue recibida'), ('studied', 'se estudia'), ('scheduled', 'se agendó'), ('climbed', 'subió un peldaño'), ('decided', 'se decidió'), ('returned', 'se devolvió')], max_length=10),
        ),
        migrations.CreateModel(
            name='Guideline',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('provenance', models.JSONField(blank=True, default=dict)),
                ('ref', models.SlugField(default=destraba.kit.ref.new_ref, max_length=60, unique=True)),
                ('text', models.TextField()),
                ('why', models.TextField(blank=True)),
                ('wanted_by', models.DateField(null=True)),
                ('proposed_on', models.DateField(null=True)),
                ('said_in', models.CharField(blank=True, max_length=300)),
                ('together', models.SlugField(blank=True, max_length=60)),
                ('state', models.CharField(choices=[('waiting', 'sin respuesta'), ('taken', 'en manos de la mesa'), ('returned', 'con retorno'), ('declined', 'no se tomó')], default='waiting', max_length=10)),
                ('attend_on', models.DateField(db_index=True, null=True)),
                ('mesa', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='guidelines', to='mesas.mesa')),
                ('problem', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='guidelines', to='mesas.problem')),
                ('proposer', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='guidelines', to=settings.AUTH_USER_MODEL)),
                ('said_at', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='guidelines_said', to='mesas.meeting')),
                ('session', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='guidelines', to='mesas.meeting')),
            ],
            options={
                'ordering': ['pk'],
            },
        ),
        migrations.CreateModel(
            name='GuidelineTurn',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('provenance', models.JSONField(blank=True, default=dict)),
                ('kind', models.CharField(choices=[('proposed', 'se propuso'), ('problem', 'se tomó como problema nuevo'), ('linked', 'se unió a un problema que ya estaba'), ('theme', 'se tomó como tema de una sesión'), ('declined', 'se explicó por qué no'), ('reported', 'se informó cómo va'), ('returned', 'volvió con su retorno')], max_length=10)),
                ('on', models.DateField(null=True)),
                ('words', models.TextField(blank=True)),
                ('at', models.DateTimeField(null=True)),
                ('by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('guideline', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='steps', to='mesas.guideline')),
            ],
            options={
                'ordering': ['at', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='SetAside',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('provenance', models.JSONField(blank=True, default=dict)),
                ('ref', models.SlugField(default=destraba.kit.ref.new_ref, max_length=60, unique=True)),
                ('signal', models.CharField(max_length=4)),
                ('why', models.TextField()),
                ('at', models.DateTimeField(null=True)),
                ('by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('meeting', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='set_aside', to='mesas.meeting')),
                ('mesa', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='set_aside', to='mesas.mesa')),
                ('organization', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.organization')),
                ('person', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('problem', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='set_aside', to='mesas.problem')),
            ],
            options={
                'ordering': ['pk'],
            },
        ),
        migrations.AddIndex(
            model_name='guideline',
            index=models.Index(fields=['state', 'wanted_by'], name='guideline_state'),
        ),
    ]
