/**
 * Puts Taskstream into a Spring Boot application, and steps back for its beans.
 */
@NullMarked
package dev.taskstream.autoconfigure;

import org.jspecify.annotations.NullMarked;
