package dev.taskstream.autoconfigure;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.boot.context.event.ApplicationStartedEvent;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.web.server.Compression;
import org.springframework.boot.web.server.WebServer;
import org.springframework.boot.web.server.autoconfigure.ServerProperties;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.boot.web.servlet.AbstractFilterRegistrationBean;
import org.springframework.context.ApplicationContext;
import org.springframework.context.ApplicationListener;
import org.springframework.util.ClassUtils;

/**
 * An {@link ApplicationListener} that logs the limits of tasks and streams when the
 * application has started, and warns of settings that break streams.
 */
final class StreamEnvironmentCheck implements ApplicationListener<ApplicationStartedEvent> {

	private static final Logger logger = LoggerFactory.getLogger(StreamEnvironmentCheck.class);

	private static final String MAX_CONNECTIONS = "server.tomcat.max-connections";

	private static final int TOMCATS_MAX_CONNECTIONS = 8192;

	private static final String SUPPORT = "org.springframework.orm.jpa.support.";

	private static final List<String> OPEN_IN_VIEW = List.of(SUPPORT + "OpenEntityManagerInViewInterceptor",
			SUPPORT + "OpenEntityManagerInViewFilter");

	private final ApplicationContext context;

	private final TaskstreamProperties properties;

	StreamEnvironmentCheck(ApplicationContext context, TaskstreamProperties properties) {
		this.context = context;
		this.properties = properties;
	}

	@Override
	public void onApplicationEvent(ApplicationStartedEvent event) {
		if (event.getApplicationContext() != this.context) {
			return;
		}
		Integer connections = maxConnections();
		logger.info(
				"Taskstream runs up to {} tasks, queues up to {}, and serves up to {} streams "
						+ "(max-connections: {}, file descriptors: {})",
				this.properties.executor().effectivePoolSize(), this.properties.executor().queueCapacity(),
				this.properties.stream().maxStreams(), orUnknown(connections), orUnknown(FileDescriptors.limit()));
		warnings(connections).forEach(logger::warn);
	}

	private static Object orUnknown(@Nullable Object limit) {
		return (limit != null) ? limit : "unknown";
	}

	private @Nullable Integer maxConnections() {
		WebServer server = (this.context instanceof WebServerApplicationContext web) ? web.getWebServer() : null;
		return (server != null && server.getClass().getName().contains(".tomcat."))
				? Binder.get(this.context.getEnvironment())
					.bind(MAX_CONNECTIONS, Bindable.of(Integer.class))
					.orElse(TOMCATS_MAX_CONNECTIONS)
				: null;
	}

	private List<String> warnings(@Nullable Integer connections) {
		List<String> warnings = new ArrayList<>();
		if (compressesStreams()) {
			warnings.add("server.compression covers text/event-stream: every stream pays for a compressor of its "
					+ "own, and with some servers events wait in it. Take it out of server.compression.mime-types");
		}
		if (opensEntityManagerInView()) {
			warnings.add("spring.jpa.open-in-view is on: a stream keeps its EntityManager open as long as it lives, "
					+ "and with it a database connection once its request has used one. "
					+ "Set spring.jpa.open-in-view=false");
		}
		filtersWithoutAsync().forEach((filter) -> warnings.add(filter + " does not support asynchronous processing: "
				+ "no stream can be opened behind it. Call setAsyncSupported(true) on its registration, or keep it "
				+ "away from " + this.properties.basePath()));
		int streams = this.properties.stream().maxStreams();
		if (connections != null && connections < streams && isChosen()) {
			warnings.add("server.tomcat.max-connections (" + connections + ") is below taskstream.stream.max-streams ("
					+ streams + "): streams alone can take every connection there is. "
					+ "Raise the one or lower the other");
		}
		return warnings;
	}

	private List<String> filtersWithoutAsync() {
		return this.context.getBeanProvider(AbstractFilterRegistrationBean.class)
			.orderedStream()
			.filter((filter) -> filter.isEnabled() && !filter.isAsyncSupported() && covers(filter.getUrlPatterns()))
			.map(Object::toString)
			.toList();
	}

	private boolean covers(Collection<?> urlPatterns) {
		return urlPatterns.isEmpty() || urlPatterns.stream()
			.map((pattern) -> String.valueOf(pattern).replaceFirst("/?\\*$", ""))
			.anyMatch((path) -> (this.properties.basePath() + "/").startsWith(path + "/")
					|| path.startsWith(this.properties.basePath()));
	}

	private boolean compressesStreams() {
		ServerProperties server = this.context.getBeanProvider(ServerProperties.class).getIfAvailable();
		Compression compression = (server != null) ? server.getCompression() : null;
		return compression != null && compression.getEnabled()
		// Tomcat compares prefixes
				&& Arrays.stream(compression.getAllMimeTypes()).anyMatch("text/event-stream"::startsWith);
	}

	private boolean opensEntityManagerInView() {
		return OPEN_IN_VIEW.stream().anyMatch((type) -> hasBean(this.context, type));
	}

	private static boolean hasBean(ListableBeanFactory beans, String type) {
		ClassLoader classLoader = StreamEnvironmentCheck.class.getClassLoader();
		return ClassUtils.isPresent(type, classLoader)
				&& beans.getBeanNamesForType(ClassUtils.resolveClassName(type, classLoader), true, false).length > 0;
	}

	/**
	 * Whether one of the two limits is configured. The defaults alone do not deserve a
	 * warning.
	 */
	private boolean isChosen() {
		Binder binder = Binder.get(this.context.getEnvironment());
		return Stream.of(MAX_CONNECTIONS, "taskstream.stream.max-streams")
			.anyMatch((property) -> binder.bind(property, Bindable.of(String.class)).isBound());
	}

}
