
## Minutes
minutes-link = Minutes
