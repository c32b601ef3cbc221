package dev.taskstream.bench.server;

import java.io.IOException;

import dev.taskstream.BaseTask;
import dev.taskstream.ProgressHandle;
import dev.taskstream.TaskService;

import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;

/**
 * An application that uses the library.
 */
@SpringBootConfiguration(proxyBeanMethods = false)
@EnableAutoConfiguration
public class TaskstreamServer {

	/**
	 * Runs until standard input ends.
	 * @param args see {@link LoadServer#run}
	 */
	public static void main(String[] args) throws IOException {
		LoadServer.run(TaskstreamServer.class, args);
	}

	@Bean
	JobRunner jobRunner(TaskService service) {
		JobTask task = new JobTask();
		return (job) -> service.start(task, job);
	}

	private static final class JobTask extends BaseTask<Job, String> {

		@Override
		protected String execute(Job job, ProgressHandle progress) throws Exception {
			job.run(progress::report);
			return "done";
		}

	}

}
