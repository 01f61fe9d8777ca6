from tests.journeys.project_asking import *
