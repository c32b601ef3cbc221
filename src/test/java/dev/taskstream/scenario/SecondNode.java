package dev.taskstream.scenario;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import dev.taskstream.redis.RelayNodes;
import dev.taskstream.redis.RedisServer;
import dev.taskstream.reliability.RoundRobinProxy;

import org.springframework.beans.factory.support.DefaultListableBeanFactory;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.boot.web.server.servlet.context.ServletWebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.event.ContextRefreshedEvent;
import org.springframework.core.env.MapPropertySource;
import org.springframework.test.context.ContextConfigurationAttributes;
import org.springframework.test.context.ContextCustomizer;
import org.springframework.test.context.ContextCustomizerFactory;
import org.springframework.test.context.MergedContextConfiguration;

/**
 * Another node beside the application of a test, and a proxy before both, whose port is
 * what the test takes for the application's.
 *
 * @param testClass the class that has the two for itself: a context that classes share is
 * stopped in between, and listens on another port afterwards
 */
record SecondNode(Class<?> testClass) implements ContextCustomizer {

	private static final int NEVER_CUT = Integer.MAX_VALUE;

	@Override
	public void customizeContext(ConfigurableApplicationContext context, MergedContextConfiguration test) {
		try {
			RedisServer redis = RedisServer.start();
			dispose(context, redis);
			String[] relayed = redis.argumentsWithTimeout("10s", "--server.tomcat.max-keep-alive-requests=1");
			Stream.of(relayed).forEach((argument) -> TestPropertyValues.of(argument.substring(2)).applyTo(context));
			context.addApplicationListener((ContextRefreshedEvent event) -> {
				if (event.getApplicationContext() == context) {
					startBeside((ServletWebServerApplicationContext) context, test, relayed);
				}
			});
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static void startBeside(ServletWebServerApplicationContext first, MergedContextConfiguration test,
			String[] relayed) {
		List<String> arguments = new ArrayList<>();
		Stream.of(test.getPropertySourceProperties()).forEach((property) -> arguments.add("--" + property));
		arguments.addAll(List.of(relayed));
		ServletWebServerApplicationContext second = (ServletWebServerApplicationContext) new SpringApplicationBuilder(
				test.getClasses())
			.registerShutdownHook(false)
			.run(arguments.toArray(String[]::new));
		dispose(first, second);
		try {
			RoundRobinProxy proxy = new RoundRobinProxy(
					List.of(first.getWebServer().getPort(), second.getWebServer().getPort()), NEVER_CUT, 0);
			dispose(first, proxy);
			first.getEnvironment()
				.getPropertySources()
				.addFirst(new MapPropertySource("proxy", Map.of("local.server.port", proxy.port())));
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
		RelayNodes.awaitAvailable(first);
		RelayNodes.awaitAvailable(second);
	}

	/**
	 * Closes something after the context has stopped.
	 */
	private static void dispose(ConfigurableApplicationContext context, AutoCloseable part) {
		((DefaultListableBeanFactory) context.getBeanFactory()).registerDisposableBean(part.toString(), part::close);
	}

	/**
	 * Adds the second node to each context of a class.
	 */
	static final class Factory implements ContextCustomizerFactory {

		@Override
		public ContextCustomizer createContextCustomizer(Class<?> testClass,
				List<ContextConfigurationAttributes> attributes) {
			return new SecondNode(testClass);
		}

	}

}
