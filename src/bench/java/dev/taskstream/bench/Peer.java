package dev.taskstream.bench;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

import dev.taskstream.bench.server.BareServer;
import dev.taskstream.bench.server.HandWrittenServer;
import dev.taskstream.bench.server.KeepingServer;
import dev.taskstream.bench.server.TaskstreamServer;

/**
 * A server that can be measured.
 */
enum Peer {

	/** SseEmitter as it is commonly written by hand. */
	HAND_WRITTEN(HandWrittenServer.class, Container.TOMCAT),

	/** The library. */
	TASKSTREAM(TaskstreamServer.class, Container.TOMCAT),

	/** The library with its slim connector. */
	TASKSTREAM_SLIM(TaskstreamServer.class, Container.TOMCAT, "taskstream.tomcat.slim=true"),

	/** The library on Jetty. */
	TASKSTREAM_JETTY(TaskstreamServer.class, Container.JETTY),

	/** The hand-written one on Jetty. */
	HAND_WRITTEN_JETTY(HandWrittenServer.class, Container.JETTY),

	/** The hand-written one, which keeps events for those who come back. */
	KEEPING(KeepingServer.class, Container.TOMCAT),

	/** Tomcat's non-blocking output and nothing else. */
	BARE(BareServer.class, Container.TOMCAT);

	private final Class<?> main;

	private final Container container;

	private final List<String> properties;

	Peer(Class<?> main, Container container, String... properties) {
		this.main = main;
		this.container = container;
		this.properties = List.of(properties);
	}

	String main() {
		return this.main.getName();
	}

	List<String> properties() {
		return this.properties;
	}

	/**
	 * Whether the server may have a part of the driver's class path.
	 */
	boolean takes(String path) {
		return !this.container.unwanted.matcher(path).find();
	}

	@Override
	public String toString() {
		return name().toLowerCase(Locale.ROOT).replace('_', '-');
	}

	/**
	 * Spring Boot takes the container that it finds. Nobody gets what only tests need or
	 * what would observe every request.
	 */
	private enum Container {

		TOMCAT("jetty"), JETTY("tomcat-embed-(core|websocket)|spring-boot-tomcat");

		private final Pattern unwanted;

		Container(String others) {
			this.unwanted = Pattern.compile("(" + others + "|spring-boot-[a-z-]*(actuator|micrometer|health|test)"
					+ "|micrometer-(core|jakarta9)|spring-security|spring-orm|jakarta\\.persistence|junit|mockito)[^/\\\\]*\\.jar$");
		}

	}

}
