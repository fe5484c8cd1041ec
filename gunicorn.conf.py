"""How gunicorn serves; the command line may say otherwise."""

from strongerfamilies.logs import LOGGING

wsgi_app = "strongerfamilies.wsgi"
bind = "127.0.0.1:8000"
workers = 2
threads = 4
graceful_timeout = 20
control_socket_disable = True
logconfig_dict = LOGGING
