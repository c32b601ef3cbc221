/**
 * The load driver: runs servers in turn, puts the same load on each and prints what they
 * did, side by side. See docs/performance.md.
 */
@NullMarked
package dev.taskstream.bench;

import org.jspecify.annotations.NullMarked;
