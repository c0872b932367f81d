#define _GNU_SOURCE
#include "CEpoll.h"

#include <pthread.h>
#include <stddef.h>

static _Thread_local void *current_loop = NULL;

void *dal_current_loop(void) { return current_loop; }

void dal_set_current_loop(void *loop) { current_loop = loop; }

void dal_name_thread(const char *name) { (void)pthread_setname_np(pthread_self(), name); }
