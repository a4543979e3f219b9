"""The style guide; it answers 404 where debugging is off."""

from django.urls import path

from . import views

app_name = "ui"
urlpatterns = [path("styleguide/", views.styleguide, name="styleguide")]
