#ifndef DAL_CEPOLL_H
#define DAL_CEPOLL_H

/* Glibc's Swift module leaves these two headers out. */
#include <sys/epoll.h>
#include <sys/eventfd.h>

/* The event loop whose thread this is, NULL on every other thread. Swift has no cheap thread-local storage of its own. */
void *dal_current_loop(void);
void dal_set_current_loop(void *loop);

/* A GNU extension that the Glibc module leaves out as well. At most 15 characters are kept. */
void dal_name_thread(const char *name);

#endif
