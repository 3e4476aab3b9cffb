import destraba.kit.ref
import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('documents', '0001_initial'),
        ('mesas', '0007_lists_in_order'),
        ('people', '0003_terms_in_order'),
    ]

    operations = [
        migrations.CreateModel(
            name='Cause',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('provenance', models.JSONField(blank=True, default=dict)),
                ('ref', models.SlugField(default=destraba.kit.ref.new_ref, max_length=60, unique=True)),
                ('position', models.PositiveSmallIntegerField(default=0)),
                ('text', models.CharField(max_length=300)),
                ('state', models.CharField(choices=[('supposed', 'supuesta'), ('confirmed', 'confirmada'), ('refuted', 'refutada')], default='supposed', max_length=10)),
                ('would_refute', models.TextField(blank=True)),
                ('evidence', models.TextField(blank=True)),
                ('evidence_source', models.CharField(blank=True, max_length=400)),
                ('noted_on', models.DateField(null=True)),
                ('document', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='causes', to='documents.document')),
                ('parent', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.RESTRICT, related_name='children', to='mesas.cause')),
                ('problem', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='causes', to='mesas.problem')),
                ('said_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.organization')),
            ],
            options={
                'ordering': ['pk'],
                'indexes': [models.Index(fields=['problem', 'position'], name='cause_problem')],
            },
        ),
        migrations.AddField(
            model_name='changespace',
            name='cause',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.RESTRICT, related_name='change_spaces', to='mesas.cause'),
        ),
        migrations.CreateModel(
            name='SpaceOfCause',
            fields=[],
            options={'ordering': ['pk'], 'proxy': True, 'indexes': [], 'constraints': []},
            bases=('mesas.changespace',),
        ),
        migrations.CreateModel(
            name='SpaceOfProblem',
            fields=[],
            options={'ordering': ['pk'], 'proxy': True, 'indexes': [], 'constraints': []},
            bases=('mesas.changespace',),
        ),
    ]
