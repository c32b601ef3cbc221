/**
 * The vocabulary of Taskstream: what a task is, how it reports, how it is started and how
 * its story is read. Everything here is public and needs neither a servlet container nor
 * Spring.
 */
@NullMarked
package dev.taskstream;

import org.jspecify.annotations.NullMarked;
