package dev.taskstream.bench.server;

import java.io.IOException;

import dev.taskstream.autoconfigure.TaskstreamAutoConfiguration;

import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Import;

/**
 * An application that does without the library and keeps events by hand.
 */
@SpringBootConfiguration(proxyBeanMethods = false)
@EnableAutoConfiguration(exclude = TaskstreamAutoConfiguration.class)
@Import(KeepingTasks.class)
public class KeepingServer {

	/**
	 * Runs until standard input ends.
	 * @param args see {@link LoadServer#run}
	 */
	public static void main(String[] args) throws IOException {
		LoadServer.run(KeepingServer.class, args);
	}

}
