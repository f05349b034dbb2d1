#include "build.h"

const char *pupitre_commit(void) { return PUPITRE_COMMIT; }
