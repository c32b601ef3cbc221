package dev.taskstream.autoconfigure;

import org.apache.catalina.startup.Tomcat;

import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.tomcat.ConfigurableTomcatWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Lets streams close the connections of clients that take nothing.
 */
@Configuration(proxyBeanMethods = false)
@ConditionalOnClass({ Tomcat.class, ConfigurableTomcatWebServerFactory.class })
class TomcatConnectionConfiguration {

	@Bean
	@ConditionalOnMissingBean(name = "taskstreamTomcatConnection")
	WebServerFactoryCustomizer<ConfigurableTomcatWebServerFactory> taskstreamTomcatConnection() {
		return (factory) -> factory.addEngineValves(new TomcatConnectionValve());
	}

}
