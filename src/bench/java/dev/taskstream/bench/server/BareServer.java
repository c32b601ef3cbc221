package dev.taskstream.bench.server;

import java.io.IOException;

import dev.taskstream.autoconfigure.TaskstreamAutoConfiguration;

import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.web.servlet.ServletRegistrationBean;
import org.springframework.context.annotation.Bean;

/**
 * An application whose streams go past Spring.
 */
@SpringBootConfiguration(proxyBeanMethods = false)
@EnableAutoConfiguration(exclude = TaskstreamAutoConfiguration.class)
public class BareServer {

	/**
	 * Runs until standard input ends.
	 * @param args see {@link LoadServer#run}
	 */
	public static void main(String[] args) throws IOException {
		LoadServer.run(BareServer.class, args);
	}

	@Bean
	BareTasks tasks() {
		return new BareTasks();
	}

	@Bean
	ServletRegistrationBean<BareTasks> streams(BareTasks tasks) {
		return new ServletRegistrationBean<>(tasks, "/streams/*");
	}

}
