package dev.taskstream.reliability;

import java.security.Principal;
import java.util.concurrent.CountDownLatch;

import dev.taskstream.TaskAcceptedEvent;
import dev.taskstream.TaskAccessPolicy;
import dev.taskstream.TaskEndedEvent;
import dev.taskstream.TaskInfo;
import dev.taskstream.TaskService;
import dev.taskstream.TaskStartResponse;
import dev.taskstream.engine.TaskEngine;
import dev.taskstream.engine.TaskListener;
import jakarta.servlet.Filter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;

import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.event.EventListener;
import org.springframework.core.task.TaskDecorator;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;

/**
 * An application all of whose code may commit a fault.
 */
@SpringBootConfiguration(proxyBeanMethods = false)
@EnableAutoConfiguration
class FaultyApplication {

	@Bean
	Faults faults() {
		return new Faults();
	}

	@Bean
	TaskAccessPolicy policy(Faults faults) {
		return (task, owner, caller) -> !task.name().equals("Victim") || faults.at(Place.POLICY, true);
	}

	@Bean
	TaskDecorator decorator(Faults faults) {
		return (work) -> faults.at(Place.DECORATE, () -> {
			faults.at(Place.BEFORE, null);
			work.run();
			faults.at(Place.AFTER, null);
		});
	}

	@Bean
	TaskListener listener(TaskEngine engine, Faults faults) {
		TaskListener listener = new TaskListener() {

			@Override
			public void ended(TaskInfo task) {
				faults.at(Place.LISTENER, null);
			}

			@Override
			public void rejected() {
			}

		};
		engine.addListener(listener);
		return listener;
	}

	@Bean
	Filter login(Faults faults) {
		Principal principal = () -> faults.at(Place.PRINCIPAL_NAME, "victim");
		return (request, response, chain) -> chain
			.doFilter(new HttpServletRequestWrapper((HttpServletRequest) request) {

				private boolean asked;

				@Override
				public Principal getUserPrincipal() {
					// Spring asks, too, but after us
					boolean first = !this.asked && getMethod().equals("POST");
					this.asked = true;
					return first ? faults.at(Place.PRINCIPAL, principal) : null;
				}

			}, response);
	}

	/**
	 * Listens to tasks.
	 */
	@Component
	static class Listener {

		private final Faults faults;

		Listener(Faults faults) {
			this.faults = faults;
		}

		@EventListener
		void accepted(TaskAcceptedEvent event) {
			this.faults.at(Place.ACCEPTED_EVENT, null);
		}

		@EventListener
		void ended(TaskEndedEvent event) {
			this.faults.at(Place.ENDED_EVENT, null);
		}

	}

	/**
	 * Starts victims.
	 */
	@RestController
	static class VictimController {

		private final TaskService tasks;

		private final Faults faults;

		private volatile CountDownLatch go = new CountDownLatch(1);

		VictimController(TaskService tasks, Faults faults) {
			this.tasks = tasks;
			this.faults = faults;
		}

		@PostMapping("/victims")
		TaskStartResponse start() {
			try {
				return this.tasks.start(new Victim(this.faults, this.go), new Victim.Parameters(this.faults));
			}
			catch (Throwable ex) {
				// An evil exception is more than the container can take
				throw new ResponseStatusException(HttpStatus.INTERNAL_SERVER_ERROR, "Refused");
			}
		}

		/**
		 * What lets the victims go that are started from now on.
		 */
		CountDownLatch nextGo() {
			CountDownLatch next = new CountDownLatch(1);
			this.go = next;
			return next;
		}

	}

}
