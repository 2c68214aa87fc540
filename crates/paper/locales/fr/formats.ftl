# How French writes days, hours, amounts and lists. « {" "} » is a space that does not break a line, « {" "} » a narrow one.

month = { $month ->
    [1] janvier
    [2] février
    [3] mars
    [4] avril
    [5] mai
    [6] juin
    [7] juillet
    [8] août
    [9] septembre
    [10] octobre
    [11] novembre
   *[12] décembre
}
# Ordinals are plain letters, as a text message has them too: 1er, 2e.
first-day = 1er
date = { $day ->
    [1] { first-day }
   *[other] { $day }
}{" "}{ $month } { $year }
date-in-figures = { $day }/{ $month }/{ $year }
hour = { $hour }{" "}h{" "}{ $minute }
moment = { $date } à { $hour }
moment-in-figures = { $date } à { $hour }h{ $minute }
term = { $month } { $year }
period = du { first-day } au { $last }

decimal-point = ,
thousands-separator = {" "}
amount = { $number }{" "}€

list-middle = { $before }, { $word }
list-end = { $before } et { $word }
