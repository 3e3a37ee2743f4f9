/* A disk that fails when a test says so: stands between SQLite and the files. */
/* SPDX-License-Identifier: MIT */
#ifndef TESTS_FAULTS_H
#define TESTS_FAULTS_H

#include <stdbool.h>

enum fault {
	FAULT_ERROR, /* an I/O error, once */
	FAULT_FULL,  /* no space for any write from then on */
	FAULT_LIE,   /* done, but reported as an error, once */
};

/* Puts itself in front of all files that SQLite opens from now on. */
void faults_install(void);
/* The n-th write, sync or truncation from now on, counted from 1, fails. */
void faults_start(enum fault fault, int n);
/* No more failures; returns whether there was one. */
bool faults_stop(void);

#endif
