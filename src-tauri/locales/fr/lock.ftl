### Why the machine sleeps a moment later, as the system lists it.

sleep-delayed = Verrouiller avant la mise en veille
