/**
 * Auto-configuration of Taskstream, which backs off for an application's own beans.
 */
@NullMarked
package dev.taskstream.autoconfigure;

import org.jspecify.annotations.NullMarked;
