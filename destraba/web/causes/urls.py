from django.urls import path

from . import changes, views

urlpatterns = [
    path("", views.board, name="problem-causes"),
    path("nueva/", changes.new, name="cause-new"),
    path("orden/", changes.arrange, name="cause-order"),
    path("<int:cause>/", views.one, name="cause"),
    path("<int:cause>/historia/", views.story, name="cause-story"),
    path("<int:cause>/redaccion/", changes.reword, name="cause-wording"),
    path("<int:cause>/lugar/", changes.place, name="cause-place"),
    path("<int:cause>/borrado/", changes.take_back, name="cause-removal"),
    path("<int:cause>/<slug:step>/", changes.take_step, name="cause-step"),
]
