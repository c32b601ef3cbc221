/**
 * The driver: starts servers, puts the same load on each and prints what it cost them.
 * See docs/performance.md.
 */
@NullMarked
package dev.taskstream.bench;

import org.jspecify.annotations.NullMarked;
