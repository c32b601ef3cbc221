package dev.taskstream.bench.server;

import java.io.IOException;

import dev.taskstream.autoconfigure.TaskstreamAutoConfiguration;

import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Import;

/**
 * An application that does without the library.
 */
@SpringBootConfiguration(proxyBeanMethods = false)
@EnableAutoConfiguration(exclude = TaskstreamAutoConfiguration.class)
@Import(HandWrittenTasks.class)
public class HandWrittenServer {

	/**
	 * Runs until standard input ends.
	 * @param args see {@link LoadServer#run}
	 */
	public static void main(String[] args) throws IOException {
		LoadServer.run(HandWrittenServer.class, args);
	}

}
