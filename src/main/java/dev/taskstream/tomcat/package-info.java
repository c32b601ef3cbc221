/**
 * Tomcat's way of closing the connection of a client that has stopped reading, for which
 * the Servlet API has none.
 */
@NullMarked
package dev.taskstream.tomcat;

import org.jspecify.annotations.NullMarked;
