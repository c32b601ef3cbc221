package dev.taskstream.autoconfigure;

import java.io.IOException;

import jakarta.servlet.ServletException;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ValveBase;

import org.springframework.boot.webmvc.autoconfigure.DispatcherServletAutoConfiguration;

/**
 * Lets the endpoints of tasks answer a TRACE, which Tomcat refuses before an application
 * sees it. It goes on as a method of which nobody has heard, so nothing echoes it.
 */
final class TomcatTraceValve extends ValveBase {

	TomcatTraceValve() {
		super(true);
	}

	@Override
	public void invoke(Request request, Response response) throws IOException, ServletException {
		if (response.isErrorReportRequired() && "TRACE".equals(request.getMethod()) && isForTask(request)) {
			response.resetError();
			response.setSuspended(false);
			response.reset();
			request.getCoyoteRequest().setMethod("trace");
		}
		getNext().invoke(request, response);
	}

	private static boolean isForTask(Request request) {
		boolean dispatched = request.getWrapper() != null
				&& DispatcherServletAutoConfiguration.DEFAULT_DISPATCHER_SERVLET_BEAN_NAME
					.equals(request.getWrapper().getName());
		String path = (request.getPathInfo() != null) ? request.getPathInfo() : request.getServletPath();
		return dispatched && path.startsWith("/api/tasks/");
	}

}
