#ifndef DAL_CEPOLL_H
#define DAL_CEPOLL_H

/* Glibc's Swift module leaves these two headers out. */
#include <sys/epoll.h>
#include <sys/eventfd.h>

#endif
