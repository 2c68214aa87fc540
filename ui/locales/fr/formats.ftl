### How French writes amounts, days, hours and sizes.

format-thousands = {" "}
format-decimal = ,
format-money = { $figure } €
format-day = { $day } { $month } { $year }
format-first-day = 1er { $month } { $year }
format-month-of-year = { $month } { $year }
format-hour = { $hour } h
format-time = { $hour } h { $minutes }
format-moment = { $day } à { $time }
format-square-metres = { $figure } m²
format-kilobytes = { $figure } Ko
format-megabytes = { $figure } Mo
format-gigabytes = { $figure } Go

month-1 = janvier
month-2 = février
month-3 = mars
month-4 = avril
month-5 = mai
month-6 = juin
month-7 = juillet
month-8 = août
month-9 = septembre
month-10 = octobre
month-11 = novembre
month-12 = décembre
