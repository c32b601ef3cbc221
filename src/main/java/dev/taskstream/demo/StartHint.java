package dev.taskstream.demo;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.boot.web.server.servlet.context.ServletWebServerApplicationContext;
import org.springframework.context.ApplicationListener;
import org.springframework.stereotype.Component;

/**
 * An {@link ApplicationListener} that logs what to open in a browser.
 */
@Component
final class StartHint implements ApplicationListener<ApplicationReadyEvent> {

	private static final Logger logger = LoggerFactory.getLogger(StartHint.class);

	@Override
	public void onApplicationEvent(ApplicationReadyEvent event) {
		if (event.getApplicationContext() instanceof ServletWebServerApplicationContext context
				&& context.getWebServer() != null) {
			logger.info("Open http://localhost:{}{}/", context.getWebServer().getPort(),
					context.getEnvironment().getProperty("server.servlet.context-path", ""));
		}
	}

}
