package dev.taskstream.autoconfigure;

import dev.taskstream.tomcat.DisconnectValve;

import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.tomcat.ConfigurableTomcatWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Configuration of the valve with which streams disconnect clients that have stopped
 * reading.
 */
@Configuration(proxyBeanMethods = false)
@ConditionalOnClass(name = "org.apache.catalina.startup.Tomcat", value = ConfigurableTomcatWebServerFactory.class)
class TomcatConnectionConfiguration {

	@Bean
	WebServerFactoryCustomizer<ConfigurableTomcatWebServerFactory> taskstreamTomcatConnection() {
		return (factory) -> factory.addEngineValves(new DisconnectValve());
	}

}
