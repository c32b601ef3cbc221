package dev.taskstream.browser;

import java.util.Map;

import dev.taskstream.TaskService;
import dev.taskstream.sse.OpenStreams;

import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Lazy;
import org.springframework.core.Ordered;
import org.springframework.core.env.Environment;
import org.springframework.web.servlet.config.annotation.ResourceHandlerRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import org.springframework.web.servlet.handler.SimpleUrlHandlerMapping;

@TestConfiguration(proxyBeanMethods = false)
class BrowserTestConfiguration implements WebMvcConfigurer {

	@Override
	public void addResourceHandlers(ResourceHandlerRegistry registry) {
		registry.addResourceHandler("/pages/**").addResourceLocations("classpath:/browser/");
	}

	@Bean
	RequestLog requestLog() {
		return new RequestLog();
	}

	@Bean
	ScriptedServer scriptedServer() {
		return new ScriptedServer();
	}

	@Bean
	SimpleUrlHandlerMapping scriptedPaths(ScriptedServer server) {
		return new SimpleUrlHandlerMapping(Map.of("/scripted/**", server), Ordered.HIGHEST_PRECEDENCE);
	}

	@Bean
	@Lazy
	Page page(Environment environment) {
		return new Page(Chromium.shared(), environment.getRequiredProperty("local.server.port", Integer.class));
	}

	@Bean
	@Lazy
	Stage stage(TaskService tasks, OpenStreams streams) {
		return new Stage(tasks, streams);
	}

}
