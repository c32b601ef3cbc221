package dev.taskstream.autoconfigure;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.web.server.WebServer;

/**
 * Knows how many connections a kind of web server accepts.
 */
@FunctionalInterface
interface ConnectionLimit {

	/**
	 * The limit, or null if the server is of another kind or has none.
	 */
	@Nullable Integer of(WebServer server);

}
