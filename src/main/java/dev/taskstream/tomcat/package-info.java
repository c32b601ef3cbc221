/**
 * What Servlet cannot say: closing the connection of a client that has stopped reading.
 */
@NullMarked
package dev.taskstream.tomcat;

import org.jspecify.annotations.NullMarked;
