package dev.taskstream.bench;

import java.io.File;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import dev.taskstream.bench.server.EmptyApplication;
import dev.taskstream.bench.server.HandWrittenApplication;
import dev.taskstream.bench.server.TaskstreamApplication;

/**
 * A server that is measured.
 */
enum Server {

	/** Tasks that run with the library. */
	TASKSTREAM(TaskstreamApplication.class, Server.REDIS),

	/** Tasks that run with the library and are known to other nodes. */
	RELAYED(TaskstreamApplication.class, ""),

	/** Tasks that run with SseEmitter as it is commonly used. */
	HAND_WRITTEN(HandWrittenApplication.class, Server.LIBRARY + "|" + Server.REDIS),

	/** No tasks, with the library on the class path. */
	EMPTY_WITH_TASKSTREAM(EmptyApplication.class, Server.REDIS),

	/** No tasks, without the library, and with everything else that it needs. */
	EMPTY(EmptyApplication.class, Server.LIBRARY + "|" + Server.REDIS);

	private static final String LIBRARY = "classes";

	private static final String REDIS = "(spring-boot-(starter-)?data|spring-data|lettuce|netty|reactor|spring-boot-netty).*";

	/** What only tests need, or what would observe every request. */
	private static final String UNWANTED = "(spring-boot-[a-z-]*(actuator|micrometer|health|test)"
			+ "|micrometer-(core|jakarta9)|spring-(security|orm|jdbc)|jakarta.persistence|junit|mockito).*";

	private final Class<?> application;

	/** Matches the names of what is not on the class path. */
	private final String missing;

	Server(Class<?> application, String missing) {
		this.application = application;
		this.missing = missing;
	}

	Class<?> application() {
		return this.application;
	}

	boolean isEmpty() {
		return this.application == EmptyApplication.class;
	}

	/** Return the part of the driver's class path that the server gets. */
	String classPath(Container container) {
		Pattern unwanted = Pattern.compile(UNWANTED + '|' + container.missing + '|' + this.missing);
		return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
			.filter((path) -> !unwanted.matcher(Path.of(path).getFileName().toString()).matches())
			.collect(Collectors.joining(File.pathSeparator));
	}

	/** A servlet container. Spring Boot takes the one that it finds on the class path. */
	enum Container {

		TOMCAT(".*jetty.*"), JETTY("(tomcat-embed-(core|websocket)|spring-boot-tomcat).*");

		private final String missing;

		Container(String missing) {
			this.missing = missing;
		}

		@Override
		public String toString() {
			return name().charAt(0) + name().substring(1).toLowerCase(Locale.ROOT);
		}

	}

}
