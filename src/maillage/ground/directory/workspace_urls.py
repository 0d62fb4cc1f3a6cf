"""Addresses of the rights of people, under a workspace."""

from django.urls import path

from maillage.ground.directory.rights import views as workspace_people

app_name = "people_rights"
urlpatterns = [
    path("", workspace_people.workspace_people, name="workspace_people"),
    path("<int:person>/", workspace_people.workspace_person, name="workspace_person"),
    path(
        "<int:person>/effacer/",
        workspace_people.workspace_person_erase,
        name="workspace_person_erase",
    ),
]
