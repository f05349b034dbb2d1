/// What this build was made of.
#pragma once

/// The commit, abbreviated, with a `+` where files had been changed since; empty where it is not known.
const char *pupitre_commit(void);
