package dev.taskstream.autoconfigure;

import dev.taskstream.tomcat.DisconnectValve;
import org.apache.catalina.startup.Tomcat;
import org.apache.coyote.AbstractProtocol;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.tomcat.ConfigurableTomcatWebServerFactory;
import org.springframework.boot.tomcat.TomcatWebServer;
import org.springframework.boot.web.server.WebServer;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;

/**
 * Lets streams close the connections of clients that take nothing, and fits the connector
 * to them where that is wanted.
 */
@Configuration(proxyBeanMethods = false)
@ConditionalOnClass({ Tomcat.class, ConfigurableTomcatWebServerFactory.class })
@EnableConfigurationProperties(TaskstreamTomcatProperties.class)
class TomcatConnectionConfiguration {

	@Bean
	WebServerFactoryCustomizer<ConfigurableTomcatWebServerFactory> taskstreamTomcatConnection() {
		return (factory) -> factory.addEngineValves(new DisconnectValve());
	}

	@Bean
	TomcatTuning taskstreamTomcatTuning(TaskstreamTomcatProperties tomcat, TaskstreamProperties properties,
			Environment environment) {
		return new TomcatTuning(tomcat, properties.stream().maxStreams(), Binder.get(environment));
	}

	@Bean
	ConnectionLimit taskstreamTomcatConnectionLimit() {
		return TomcatConnectionConfiguration::maxConnections;
	}

	private static @Nullable Integer maxConnections(WebServer server) {
		return (server instanceof TomcatWebServer tomcat
				&& tomcat.getTomcat().getConnector().getProtocolHandler() instanceof AbstractProtocol<?> protocol
				&& protocol.getMaxConnections() > 0) ? protocol.getMaxConnections() : null;
	}

}
